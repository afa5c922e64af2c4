using System.Text.Json;
using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>
/// Reads <c>verbose_json</c>: OpenAI's, with words of the whole text at the top, and whisper.cpp's, with tokens in each
/// segment that become words where the next one begins with a space.
/// </summary>
internal static class VerboseJson
{
    /// <exception cref="EngineFailedException">It is not what an engine answers.</exception>
    public static EngineTranscript Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new EngineFailedException($"The engine's answer makes no sense: {e.Message}", e);
        }
    }

    private static EngineTranscript Read(JsonElement root)
    {
        var language = WhisperLanguages.CodeOf(TextOf(root, "language"));
        var loose = WordsOf(root);
        var segments = root.GetProperty("segments").EnumerateArray().Select(segment => SegmentOf(segment, loose)).ToList();
        return new EngineTranscript(language, segments);
    }

    private static EngineSegment SegmentOf(JsonElement segment, List<EngineWord> loose)
    {
        var start = segment.GetProperty("start").GetDouble();
        var end = segment.GetProperty("end").GetDouble();
        if (!double.IsFinite(start) || !double.IsFinite(end) || start < 0 || end < start)
        {
            throw new FormatException($"a segment from {start} to {end}");
        }

        var own = segment.TryGetProperty("words", out _);
        return new EngineSegment(
            start,
            end,
            (TextOf(segment, "text") ?? throw new FormatException("a segment without text")).Trim(),
            own && LogprobOfTokens(segment) is { } mean ? mean : NumberOf(segment, "avg_logprob"),
            NumberOf(segment, "no_speech_prob"),
            own ? WordsOf(segment) : [.. loose.Where(word => word.Start >= start && word.Start < end)]);
    }

    private static List<EngineWord> WordsOf(JsonElement parent)
    {
        var words = new List<EngineWord>();
        if (!parent.TryGetProperty("words", out var tokens) || tokens.ValueKind != JsonValueKind.Array)
        {
            return words;
        }

        // Tokens carry their leading space; words of OpenAI's dialect never do, so each of those stands alone.
        var joined = tokens.EnumerateArray().Any(token => TextOf(token, "word") is [' ', ..]);
        foreach (var token in tokens.EnumerateArray())
        {
            var text = TextOf(token, "word") ?? "";
            if (NumberOf(token, "start") is not { } start || NumberOf(token, "end") is not { } end || text.Trim().Length == 0)
            {
                continue;
            }

            if (joined && text[0] != ' ' && words is [.., var last])
            {
                words[^1] = last with { End = Math.Max(last.End, end), Text = last.Text + text.TrimEnd() };
            }
            else
            {
                words.Add(new EngineWord(start, Math.Max(start, end), text.Trim(), NumberOf(token, "probability")));
            }
        }

        return words;
    }

    /// <summary>
    /// The mean over the tokens of text. whisper.cpp divides by a count that includes its timestamp tokens, so its own
    /// <c>avg_logprob</c> is too good for short segments.
    /// </summary>
    private static double? LogprobOfTokens(JsonElement segment)
    {
        var logprobs = segment.GetProperty("words").EnumerateArray()
            .Select(token => NumberOf(token, "probability"))
            .OfType<double>()
            .Select(probability => Math.Log(Math.Max(probability, 1e-10)))
            .ToList();
        return logprobs.Count == 0 ? null : logprobs.Average();
    }

    private static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? NumberOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
