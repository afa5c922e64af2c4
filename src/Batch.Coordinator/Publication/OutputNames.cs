using System.Security.Cryptography;
using System.Text;
using Batch.Contracts.Kinds;

namespace Batch.Coordinator.Publication;

/// <summary>The names under which the outputs of an item may be published, best first.</summary>
internal static class OutputNames
{
    public const string Manifest = "manifest.jsonl";
    public const string Summary = "job.json";

    // What file systems allow for one name, in bytes.
    private const int LongestName = 255;

    /// <summary>Names in the output folder that no output takes.</summary>
    public static IReadOnlyList<string> Reserved { get; } = [Manifest, Summary];

    /// <param name="source">Name of the source, such as <c>a/b.mp3</c>.</param>
    /// <param name="format">Such as <c>vtt</c>.</param>
    /// <param name="naming">What the kind asks for.</param>
    /// <param name="sharedStem">Whether another source of the job has the same stem.</param>
    public static IEnumerable<string> Candidates(string source, string format, OutputNaming naming, bool sharedStem)
    {
        var cut = source.LastIndexOf('/') + 1;
        var (folder, name) = (source[..cut], source[cut..]);
        var stem = Path.GetFileNameWithoutExtension(name);
        string[] names = naming is OutputNaming.Stem && !sharedStem && stem.Length > 0
            ? [$"{stem}.{format}", $"{name}.{format}", Hashed(source, name, format)]
            : [$"{name}.{format}", Hashed(source, name, format)];
        return names
            .Where(n => Encoding.UTF8.GetByteCount(n) <= LongestName)
            .Select(n => folder + n)
            .Except(Reserved, StringComparer.Ordinal);
    }

    // Always the same for the same source, different for sources that begin alike.
    private static string Hashed(string source, string name, string format)
    {
        var end = $"~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 6))}.{format}";
        var room = LongestName - Encoding.UTF8.GetByteCount(end);
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append(end).ToString();
    }
}
