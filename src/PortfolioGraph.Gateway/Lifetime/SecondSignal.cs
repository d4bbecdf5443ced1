using System.Runtime.InteropServices;

namespace PortfolioGraph.Gateway.Lifetime;

/// <summary>Ends the process at once when it is asked to end a second time, by SIGTERM or Ctrl+C: whoever asks again does not want to wait.</summary>
internal sealed class SecondSignal : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    public SecondSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Count(128 + 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Count(128 + 15)),
    ];

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    // The exit code of a process that the signal has ended.
    private void Count(int exitCode)
    {
        if (Interlocked.Increment(ref _signals) == 2) Environment.Exit(exitCode);
    }
}
