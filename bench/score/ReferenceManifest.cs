namespace Batch.Score;

/// <summary>Reads a <c>manifest.tsv</c>: tab-separated with a header, no quoting. Files without a reference are left out.</summary>
internal static class ReferenceManifest
{
    private static readonly string[] Scored = ["exact", "derived", "approx", "non-speech", "duplicate"];

    public static IReadOnlyList<Reference> Read(string path)
    {
        var lines = File.ReadLines(path).Where(line => line.Length > 0).Select(line => line.Split('\t')).ToList();
        var header = lines[0].ToList();
        var (file, text, status) = (header.IndexOf("file"), header.IndexOf("transcript"), header.IndexOf("transcript_status"));
        return
        [
            .. lines.Skip(1)
                .Where(cells => Scored.Contains(cells[status]))
                .Select(cells => new Reference(cells[file], cells[text])),
        ];
    }
}
