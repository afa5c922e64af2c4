using System.Buffers;
using System.Text;

namespace Batch.Jobs.Transcription.Skipping;

/// <summary>Recognises text: UTF-8 or UTF-16 with a mark, without control characters.</summary>
internal static class TextContent
{
    public static bool Is(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            // Frames of raw MPEG audio begin with 0xFF too, but then hold many zeros in odd places; text does not.
            return head.Length >= 4 && (head[2] == 0) != (head[3] == 0);
        }

        while (!head.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(head, out var rune, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                return true;
            }

            if (status != OperationStatus.Done || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r' or '\f')))
            {
                return false;
            }

            head = head[length..];
        }

        return true;
    }
}
