namespace Batch.Jobs.Transcription.Sandbox;

/// <summary>How a sandboxed program ended.</summary>
/// <param name="ExitCode">128 + signal where a signal ended it.</param>
/// <param name="TimedOut">Killed because its wall time was over.</param>
/// <param name="Elapsed">How long it ran.</param>
/// <param name="Complaints">First lines of its standard error.</param>
/// <param name="ComplaintCount">All lines of its standard error.</param>
internal sealed record SandboxExit(int ExitCode, bool TimedOut, TimeSpan Elapsed, IReadOnlyList<string> Complaints, int ComplaintCount)
{
    private const int Signal = 128;
    private const int ProcessorTimeOver = Signal + 24;

    /// <summary>Whether its wall time or its processor time was over.</summary>
    public bool IsOutOfTime => TimedOut || ExitCode == ProcessorTimeOver;

    /// <summary>Whether it broke down by a fault of its own: SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV or SIGSYS.</summary>
    public bool IsCrash => ExitCode is Signal + 4 or Signal + 5 or Signal + 6 or Signal + 7 or Signal + 8 or Signal + 11 or Signal + 31;
}
