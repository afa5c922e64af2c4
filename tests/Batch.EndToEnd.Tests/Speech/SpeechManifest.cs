using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.Speech;

/// <summary>What a folder of test audio says of its files.</summary>
internal static class SpeechManifest
{
    /// <param name="File">Name of the file.</param>
    /// <param name="DurationSeconds">0 where no tool can tell.</param>
    /// <param name="Reference">What is said in it.</param>
    /// <param name="Status">What the reference is worth: exact, derived, non-speech, broken, broken-partial.</param>
    /// <param name="Note">What is special about it.</param>
    public sealed record Line(string File, double DurationSeconds, string Reference, string Status, string Note);

    public static IReadOnlyList<Line> Read(string folder)
    {
        var rows = File.ReadLines(Repository.Audio($"{folder}/manifest.tsv")).Select(row => row.Split('\t')).ToList();
        var header = rows[0];
        return
        [
            .. rows.Skip(1).Select(row => new Line(
                Of(row, "file")["files/".Length..],
                double.TryParse(Of(row, "duration_s"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : 0,
                Of(row, "transcript"),
                Of(row, "transcript_status"),
                Of(row, "note"))),
        ];

        string Of(string[] row, string column) => row[Array.IndexOf(header, column)];
    }
}
