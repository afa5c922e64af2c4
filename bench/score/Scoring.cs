namespace Batch.Score;

/// <summary>Scores transcripts against references.</summary>
internal static class Scoring
{
    public static IReadOnlyList<FileScore> Compare(Dictionary<string, string> transcripts, IReadOnlyList<Reference> references) =>
        [.. references.Select(reference => Compare(transcripts, reference))];

    private static FileScore Compare(Dictionary<string, string> transcripts, Reference reference)
    {
        var name = Path.GetFileName(reference.File);
        var isThere = transcripts.TryGetValue(name, out var text);
        var words = EnglishNormaliser.Words(reference.Text);
        return new FileScore(name, words.Length, WordErrors.Between(words, EnglishNormaliser.Words(text ?? "")), !isThere);
    }
}
