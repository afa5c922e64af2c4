using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.Speech;

/// <summary>Short recordings of read speech whose words are known.</summary>
internal static class Utterances
{
    private const string Folder = "librispeech_dev";

    /// <summary>The shortest ones, at least 4 seconds each, in a fixed order.</summary>
    public static IReadOnlyList<SpeechManifest.Line> Short(int count) =>
    [
        .. SpeechManifest.Read(Folder)
            .Where(line => line.Status == "exact" && line.DurationSeconds >= 4)
            .OrderBy(line => line.DurationSeconds)
            .ThenBy(line => line.File, StringComparer.Ordinal)
            .Take(count),
    ];

    public static string FileOf(SpeechManifest.Line line) => Repository.Audio($"{Folder}/files/{line.File}");
}
