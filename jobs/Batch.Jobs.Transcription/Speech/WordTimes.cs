namespace Batch.Jobs.Transcription.Speech;

/// <summary>Times for words whose engine gives none.</summary>
internal static class WordTimes
{
    public static string[] Split(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Spreads the words of a text over its time, in proportion to their length.</summary>
    public static IReadOnlyList<HeardWord> Spread(string text, long start, long end)
    {
        var words = Split(text);
        var letters = words.Sum(word => word.Length + 1);
        var spread = new List<HeardWord>(words.Length);
        var before = 0;
        foreach (var word in words)
        {
            var after = before + word.Length + 1;
            spread.Add(new HeardWord(At(before), At(after), word, null));
            before = after;
        }

        return spread;

        long At(int letter) => start + ((end - start) * letter / Math.Max(1, letters));
    }
}
