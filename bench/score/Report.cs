using System.Globalization;

namespace Batch.Score;

/// <summary>Prints a line a file, worst first, and the total.</summary>
internal static class Report
{
    public static void Write(IReadOnlyList<FileScore> scores, TextWriter writer)
    {
        writer.WriteLine("   rate  words  subst  delet  insert  file");
        foreach (var score in scores.OrderByDescending(score => score.Errors.Total))
        {
            Line(writer, score.Words, score.Errors, score.IsMissing ? $"{score.File} (no transcript)" : score.File);
        }

        var errors = scores.Aggregate(default(WordErrors), (sum, score) => sum + score.Errors);
        Line(writer, scores.Sum(score => score.Words), errors, $"TOTAL of {scores.Count} files, {scores.Count(score => score.IsMissing)} without a transcript");
    }

    private static void Line(TextWriter writer, int words, WordErrors errors, string name) => writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{(words == 0 ? (errors.Total == 0 ? 0 : 1) : (double)errors.Total / words),7:0.00%} {words,6} {errors.Substituted,6} {errors.Deleted,6} {errors.Inserted,7}  {name}"));
}
