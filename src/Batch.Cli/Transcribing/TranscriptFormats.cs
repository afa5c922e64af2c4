using Batch.Cli.CommandLine;

namespace Batch.Cli.Transcribing;

/// <summary>The formats in which a transcript is written.</summary>
internal static class TranscriptFormats
{
    public static readonly IReadOnlyList<string> All = ["json", "vtt", "srt", "txt"];

    /// <summary>From <c>json,srt</c>, given once or several times; in the order of <see cref="All"/>, so that the same set is the same job.</summary>
    public static IReadOnlyList<string> Parse(IEnumerable<string> words)
    {
        var asked = words
            .SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(word => word.ToLowerInvariant())
            .ToHashSet();
        var unknown = asked.Except(All).FirstOrDefault();
        if (unknown is not null)
        {
            throw CommandFailedException.WrongUse($"--format {unknown} is not known: choose from {string.Join(',', All)}.");
        }

        return asked.Count == 0 ? All : [.. All.Where(asked.Contains)];
    }
}
