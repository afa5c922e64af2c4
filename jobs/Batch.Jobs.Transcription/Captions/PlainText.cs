using System.Text;
using Batch.Jobs.Transcription.Transcripts;

namespace Batch.Jobs.Transcription.Captions;

/// <summary>The words alone, a segment a line.</summary>
internal static class PlainText
{
    public static string Write(Transcript transcript)
    {
        var text = new StringBuilder();
        foreach (var segment in transcript.Segments)
        {
            text.Append(segment.Text).Append('\n');
        }

        return text.ToString();
    }
}
