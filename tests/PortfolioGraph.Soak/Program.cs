using PortfolioGraph.Soak;

// dotnet run -c Release --project tests/PortfolioGraph.Soak -- soak 300
// dotnet run -c Release --project tests/PortfolioGraph.Soak -- dead-provider 60
var seconds = args.Length > 1 && int.TryParse(args[1], out var asked) ? asked : 300;
return args.FirstOrDefault() switch
{
    "soak" => await SoakRun.RunAsync(TimeSpan.FromSeconds(seconds), clients: 50),
    "dead-provider" => await DeadProviderRun.RunAsync(TimeSpan.FromSeconds(seconds)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("soak [seconds] | dead-provider [seconds]");
    return 2;
}
