namespace Batch.Jobs.Transcription.Sandbox;

/// <summary>How a sandboxed program ended.</summary>
/// <param name="ExitCode">128 + signal where a signal ended it.</param>
/// <param name="TimedOut">Killed because its wall time was over.</param>
/// <param name="Complaints">First lines of its standard error.</param>
/// <param name="ComplaintCount">All lines of its standard error.</param>
internal sealed record SandboxExit(int ExitCode, bool TimedOut, IReadOnlyList<string> Complaints, int ComplaintCount)
{
    private const int ProcessorTimeOver = 128 + 24;

    /// <summary>Whether its wall time or its processor time was over.</summary>
    public bool IsOutOfTime => TimedOut || ExitCode == ProcessorTimeOver;
}
