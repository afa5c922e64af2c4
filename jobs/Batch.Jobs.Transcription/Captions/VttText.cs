using System.Text;

namespace Batch.Jobs.Transcription.Captions;

/// <summary>WebVTT (W3C).</summary>
internal static class VttText
{
    public static string Write(IReadOnlyList<Cue> cues)
    {
        var text = new StringBuilder("WEBVTT\n");
        foreach (var cue in cues)
        {
            text.Append('\n')
                .Append(CaptionTime.Format(cue.Start, '.')).Append(" --> ").Append(CaptionTime.Format(cue.End, '.')).Append('\n');
            foreach (var line in cue.Lines)
            {
                text.Append(Escape(line)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The escaped greater-than sign also keeps an arrow in speech from being read as a line of times.</summary>
    private static string Escape(string line) => line
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
