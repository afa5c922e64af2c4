namespace Batch.Jobs.Transcription.Stitch;

/// <summary>
/// Aligns the words around a cut in the middle of speech. The chunk before it may have heard half of its last word; the
/// chunk after it heard the last two seconds once more. The times of words are too coarse to decide, so their text does.
/// </summary>
/// <param name="DropBefore">Last words of the chunk before that are said better by the one after.</param>
/// <param name="LeadIn">Words of the lead-in that the chunk before does not have.</param>
/// <param name="SkipAfter">First words of the chunk after that the chunk before has already.</param>
internal sealed record Overlap(int DropBefore, IReadOnlyList<string> LeadIn, int SkipAfter)
{
    /// <summary>More words than anybody says in 2 s.</summary>
    private const int Reach = 12;

    private const int LeastMatch = 2;

    /// <param name="before">Words of the chunk before the cut.</param>
    /// <param name="leadIn">Words that the chunk after it heard before the cut.</param>
    /// <param name="after">Words that it heard after the cut.</param>
    public static Overlap Align(IReadOnlyList<string> before, IReadOnlyList<string> leadIn, IReadOnlyList<string> after)
    {
        var said = before.TakeLast(Reach).Select(Fold).ToArray();
        var again = leadIn.TakeLast(Reach).Concat(after.Take(Reach / 2)).Select(Fold).ToArray();
        var known = Math.Min(Reach, leadIn.Count);
        foreach (var clipped in new[] { 0, 1 })
        {
            if (Match(said.AsSpan(0, Math.Max(0, said.Length - clipped)), again) is { } end)
            {
                return new Overlap(
                    // A clipped word is dropped only where another one stands in its place.
                    end < again.Length ? clipped : 0,
                    [.. leadIn.TakeLast(known).Skip(end)],
                    Math.Max(0, end - known));
            }
        }

        return new Overlap(0, [], 0);
    }

    /// <returns>Where in <paramref name="again"/> the longest run ends that <paramref name="said"/> ends with.</returns>
    private static int? Match(ReadOnlySpan<string> said, ReadOnlySpan<string> again)
    {
        for (var length = Math.Min(said.Length, again.Length); length >= LeastMatch; length--)
        {
            var tail = said[^length..];
            for (var at = again.Length - length; at >= 0; at--)
            {
                if (again.Slice(at, length).SequenceEqual(tail))
                {
                    return at + length;
                }
            }
        }

        return null;
    }

    private static string Fold(string word) =>
        string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
