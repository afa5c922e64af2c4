using Batch.Contracts.Kinds;

namespace Batch.Jobs.Transcription.Media;

/// <summary>What came of looking at a source.</summary>
internal abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    public sealed record Readable(MediaFacts Facts) : ProbeResult;

    public sealed record Refused(StageOutcome.BadInput Problem) : ProbeResult;
}
