using System.Text.Json;

namespace Batch.Bench.Pipeline;

/// <summary>What <c>job.json</c> says of how long a job took.</summary>
/// <param name="Wall">From its start to its end: listing, hashing, decoding, cutting, transcribing, checking, stitching, publishing.</param>
/// <param name="ColdStart">Starting the engine and loading its model, within that; zero where the file does not say.</param>
/// <param name="Redo">Device time of audio that failed a quality check and was done again; zero where the file does not say.</param>
internal sealed record JobTimes(TimeSpan Wall, TimeSpan ColdStart, TimeSpan Redo)
{
    public static JobTimes Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = document.RootElement;
        var job = root.TryGetProperty("job", out var inner) ? inner : root;
        var start = job.TryGetProperty("startedAt", out var started) ? started : job.GetProperty("createdAt");
        return new(
            job.GetProperty("endedAt").GetDateTimeOffset() - start.GetDateTimeOffset(),
            DeviceTime(root, "cold_start"),
            DeviceTime(root, "quality_redo"));
    }

    // A cause may be listed by stage and again in a total: the largest figure is the total.
    private static TimeSpan DeviceTime(JsonElement element, string cause) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(below => DeviceTime(below, cause)).DefaultIfEmpty().Max(),
        JsonValueKind.Object when element.TryGetProperty("cause", out var named) && named.ValueEquals(cause) =>
            TimeSpan.FromSeconds(element.GetProperty("deviceSeconds").GetDouble()),
        JsonValueKind.Object => element.EnumerateObject().Select(below => DeviceTime(below.Value, cause)).DefaultIfEmpty().Max(),
        _ => TimeSpan.Zero,
    };
}
