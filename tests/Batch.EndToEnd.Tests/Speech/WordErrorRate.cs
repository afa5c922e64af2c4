using Batch.Score;

namespace Batch.EndToEnd.Tests.Speech;

/// <summary>How far a transcript is from what was said.</summary>
internal static class WordErrorRate
{
    /// <summary>Edits for each word of the reference, over all pairs together.</summary>
    public static double Of(IEnumerable<(string Reference, string Transcript)> pairs)
    {
        var (errors, words) = (0, 0);
        foreach (var (reference, transcript) in pairs)
        {
            var said = EnglishNormaliser.Words(reference);
            errors += WordErrors.Between(said, EnglishNormaliser.Words(transcript)).Total;
            words += said.Length;
        }

        return (double)errors / words;
    }

    /// <summary>The part of the reference's words that the transcript has, 0 to 1.</summary>
    public static double Recall(string reference, string transcript)
    {
        var said = EnglishNormaliser.Words(reference);
        var errors = WordErrors.Between(said, EnglishNormaliser.Words(transcript));
        return 1 - ((double)(errors.Deleted + errors.Substituted) / said.Length);
    }
}
