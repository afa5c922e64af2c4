using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Speech;

/// <summary>A stretch of speech, in samples.</summary>
internal sealed record HeardSegment
{
    public required long Start { get; init; }

    /// <summary>One past the last sample; never before <see cref="Start"/>.</summary>
    public required long End { get; init; }

    public required string Text { get; init; }

    public double? AvgLogprob { get; init; }

    public double? NoSpeechProb { get; init; }

    /// <summary>Empty where the engine gives no words.</summary>
    public IReadOnlyList<HeardWord> Words { get; init; } = [];

    public SampleRange Range() => SampleRange.Between(Start, End);

    /// <summary>The engine's words, or the words of the text with times in proportion to their length.</summary>
    public IReadOnlyList<HeardWord> TimedWords() => Words.Count > 0 ? Words : WordTimes.Spread(Text, Start, End);

    public HeardSegment Shift(long samples) => this with
    {
        Start = Start + samples,
        End = End + samples,
        Words = [.. Words.Select(word => word with { Start = word.Start + samples, End = word.End + samples })],
    };

    /// <summary>Keeps it within <paramref name="bounds"/>, its words too.</summary>
    public HeardSegment Clamp(SampleRange bounds) => this with
    {
        Start = Math.Clamp(Start, bounds.First, bounds.End),
        End = Math.Clamp(End, bounds.First, bounds.End),
        Words =
        [
            .. Words.Select(word => word with
            {
                Start = Math.Clamp(word.Start, bounds.First, bounds.End),
                End = Math.Clamp(word.End, bounds.First, bounds.End),
            }),
        ],
    };

    /// <summary>The segment without its first words; null where none is left.</summary>
    public HeardSegment? SkipWords(int count) => count <= 0 ? this : OfWords([.. TimedWords().Skip(count)]);

    /// <summary>The segment without its last words; null where none is left.</summary>
    public HeardSegment? DropLastWords(int count) => count <= 0 ? this : OfWords([.. TimedWords().SkipLast(count)]);

    private HeardSegment? OfWords(IReadOnlyList<HeardWord> words) => words.Count == 0
        ? null
        : this with
        {
            Start = Math.Max(Start, words[0].Start),
            End = Math.Min(End, Math.Max(words[^1].End, words[0].Start)),
            Text = string.Join(' ', words.Select(word => word.Text)),
            Words = Words.Count > 0 ? words : [],
        };
}
