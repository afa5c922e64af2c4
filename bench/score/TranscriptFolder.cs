using System.Text.Json;

namespace Batch.Score;

/// <summary>The transcripts that a run left: the text of every <c>NAME.json</c> that has one, by the name of its source.</summary>
internal static class TranscriptFolder
{
    public static Dictionary<string, string> Read(string folder)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("segments", out _)
                && json.RootElement.TryGetProperty("text", out var text))
            {
                texts[Path.GetFileNameWithoutExtension(file)] = text.GetString() ?? "";
            }
        }

        return texts;
    }
}
