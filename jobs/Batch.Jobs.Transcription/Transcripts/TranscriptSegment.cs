namespace Batch.Jobs.Transcription.Transcripts;

/// <summary>A stretch of speech, in seconds from the start of the item.</summary>
internal sealed record TranscriptSegment
{
    public required decimal Start { get; init; }

    public required decimal End { get; init; }

    public required string Text { get; init; }

    /// <summary>From 0; absent where the channels were mixed.</summary>
    public int? Channel { get; init; }

    public double? AvgLogprob { get; init; }

    public double? NoSpeechProb { get; init; }

    /// <summary>Only when the job asked for words and the engine gives them.</summary>
    public IReadOnlyList<TranscriptWord>? Words { get; init; }
}

internal sealed record TranscriptWord(decimal Start, decimal End, string Text, double? Probability);
