using System.Globalization;
using System.Text;

namespace Batch.Jobs.Transcription.Captions;

/// <summary>SubRip. It has no escapes: an arrow in speech is written so that no player takes it for a line of times.</summary>
internal static class SrtText
{
    public static string Write(IReadOnlyList<Cue> cues)
    {
        var text = new StringBuilder();
        for (var index = 0; index < cues.Count; index++)
        {
            var cue = cues[index];
            text.Append((index + 1).ToString(CultureInfo.InvariantCulture)).Append('\n')
                .Append(CaptionTime.Format(cue.Start, ',')).Append(" --> ").Append(CaptionTime.Format(cue.End, ',')).Append('\n');
            foreach (var line in cue.Lines)
            {
                text.Append(line.Replace("-->", "->", StringComparison.Ordinal)).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
