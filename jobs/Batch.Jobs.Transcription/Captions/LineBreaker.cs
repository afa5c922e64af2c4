namespace Batch.Jobs.Transcription.Captions;

/// <summary>Breaks words into lines that fit on a screen.</summary>
internal static class LineBreaker
{
    /// <summary>Characters a line, the usual figure of broadcasters.</summary>
    public const int Width = 42;

    /// <summary>Lines a cue.</summary>
    public const int MostLines = 2;

    /// <summary>How many of the first words fit into one cue; at least one.</summary>
    public static int Fitting(IReadOnlyList<string> words, int from)
    {
        var lines = 1;
        var column = 0;
        var at = from;
        for (; at < words.Count; at++)
        {
            var needed = column == 0 ? words[at].Length : column + 1 + words[at].Length;
            if (needed > Width && column > 0)
            {
                lines++;
                needed = words[at].Length;
            }

            if (lines > MostLines)
            {
                break;
            }

            column = needed;
        }

        return Math.Max(1, at - from);
    }

    /// <summary>One line where it fits, else two of about the same length.</summary>
    public static IReadOnlyList<string> Break(IReadOnlyList<string> words)
    {
        var whole = string.Join(' ', words);
        if (whole.Length <= Width || words.Count == 1)
        {
            return [whole];
        }

        var best = Enumerable.Range(1, words.Count - 1).MinBy(first => Longest(words, first));
        return [string.Join(' ', words.Take(best)), string.Join(' ', words.Skip(best))];
    }

    private static int Longest(IReadOnlyList<string> words, int first) => Math.Max(
        words.Take(first).Sum(word => word.Length + 1),
        words.Skip(first).Sum(word => word.Length + 1));
}
