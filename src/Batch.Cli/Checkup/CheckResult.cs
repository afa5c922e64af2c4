using System.Text.Json.Serialization;

namespace Batch.Cli.Checkup;

/// <summary>What the doctor found of one thing.</summary>
/// <param name="Name">The thing, such as <c>ffmpeg</c>.</param>
/// <param name="Finding">Whether it will do.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do; null where nothing is.</param>
internal sealed record CheckResult(string Name, Finding Finding, string Text, string? Remedy = null)
{
    public static CheckResult Good(string name, string text) => new(name, Finding.Ok, text);

    public static CheckResult Note(string name, string text, string remedy) => new(name, Finding.Note, text, remedy);

    public static CheckResult Missing(string name, string text, string remedy) => new(name, Finding.Missing, text, remedy);

    public string Line => $"{Mark} {Name,-8} {Text}{(Remedy is null ? string.Empty : $": {Remedy}")}";

    private string Mark => Finding switch
    {
        Finding.Ok => "ok     ",
        Finding.Note => "note   ",
        _ => "MISSING",
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<Finding>))]
internal enum Finding
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Works, but not as well as it could.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>A transcription cannot run like this.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
}
