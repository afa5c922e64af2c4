using System.Runtime.InteropServices;

namespace Batch.Cli.CommandLine;

/// <summary>
/// Turns the first Ctrl-C or SIGTERM into a cancelled token, so that every verb ends in its own order; the second one ends
/// the process on the spot.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int Sigint = 2;
    private const nint DefaultAction = 0;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption()
    {
        HearInterrupts();
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    /// <summary>
    /// A shell without job control starts what it puts in the background with SIGINT ignored, and .NET keeps it so. A run that
    /// is told to stop must stop.
    /// </summary>
    private static void HearInterrupts()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Signal(Sigint, DefaultAction);
        }
    }

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int signal, nint action);

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;

        // Not on the signal's own thread: what listens to the token must not hold up the second signal.
        ThreadPool.QueueUserWorkItem(static state => ((CancellationTokenSource)state!).Cancel(), _source);
    }
}
