using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PortfolioGraph.Gateway.WarmUp;

namespace PortfolioGraph.Gateway.Tests;

public sealed class MemoryServerTests
{
    private static readonly byte[] Json = "{}"u8.ToArray();

    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    [Fact]
    public async Task Post_GivesTheStatus_OfOneRequestAfterTheOther()
    {
        var status = 200;
        await using var server = await MemoryServer.StartAsync(
            async context =>
            {
                (await new StreamReader(context.Request.Body).ReadToEndAsync()).ShouldBe("{}");
                context.Response.StatusCode = status++;
                await context.Response.WriteAsync(new string('x', 1_000_000));
            },
            _services);

        (await server.PostAsync(Json)).ShouldBe(200);
        (await server.PostAsync(Json)).ShouldBe(201);
    }

    [Fact]
    public async Task Handler_ThatFails_FailsThePost()
    {
        await using var server = await MemoryServer.StartAsync(_ => throw new TimeoutException("no"), _services);
        (await Should.ThrowAsync<TimeoutException>(server.PostAsync(Json))).Message.ShouldBe("no");
    }

    [Fact]
    public async Task Connection_ThatIsOver_IsToldAndNotWaitedFor()
    {
        await using var server = await MemoryServer.StartAsync(
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            _services);
        await server.PostAsync(Json);

        (await Should.ThrowAsync<InvalidOperationException>(server.PostAsync(Json).WaitAsync(TimeSpan.FromSeconds(30)))).Message.ShouldBe("The connection is over.");
    }
}
