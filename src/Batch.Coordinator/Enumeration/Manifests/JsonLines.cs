using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Batch.Coordinator.Enumeration.Manifests;

/// <summary>The lines of a JSONL file, streamed: one block and one line are in memory, however long the file is.</summary>
internal static class JsonLines
{
    /// <summary>In bytes, without its end.</summary>
    public const int LongestLine = 64 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <param name="content">Read to its end.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>
    /// Each line that is not blank, with its number from 1; good until the next is asked for. One that is too long comes
    /// as null and is the last.
    /// </returns>
    public static async IAsyncEnumerable<(long Number, ReadOnlySequence<byte>? Line)> ReadAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: LongestLine, leaveOpen: true));
        var number = 0L;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                rest = rest.Slice(rest.GetPosition(1, end));
                number++;
                if (line.Length > LongestLine)
                {
                    yield return (number, null);
                    yield break;
                }

                if (!IsBlank(line))
                {
                    yield return (number, WithoutMark(line, number));
                }
            }

            if (rest.Length > LongestLine)
            {
                yield return (number + 1, null);
                yield break;
            }

            if (read.IsCompleted)
            {
                if (!IsBlank(rest))
                {
                    yield return (number + 1, WithoutMark(rest, number + 1));
                }

                await reader.CompleteAsync();
                yield break;
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> line, long number) =>
        number == 1 && line.Length >= ByteOrderMark.Length && line.Slice(0, ByteOrderMark.Length).ToArray().AsSpan().SequenceEqual(ByteOrderMark)
            ? line.Slice(ByteOrderMark.Length)
            : line;

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
