using System.Buffers;
using System.Text;
using Batch.Coordinator.Enumeration.Manifests;

namespace Batch.Coordinator.Tests.Enumeration;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task Lines_WhenMarkedBlankAndUnended_AreNumberedAsAnEditorDoes()
    {
        var lines = await ReadAsync("\uFEFFone\r\n\n  \ntwo\nthree"u8.ToArray());

        Assert.Equal([(1, "one\r"), (4, "two"), (5, "three")], lines);
    }

    [Fact]
    public async Task Lines_WhenTheyFillManyBlocks_ComeWhole()
    {
        var texts = Enumerable.Range(1, 2_000).Select(n => new string((char)('a' + (n % 26)), n)).ToList();

        var lines = await ReadAsync(Encoding.UTF8.GetBytes(string.Join('\n', texts)));

        Assert.Equal(texts, lines.Select(line => line.Text));
        Assert.Equal(Enumerable.Range(1, 2_000).Select(n => (long)n), lines.Select(line => line.Number));
    }

    [Theory]
    [InlineData("short\n{0}\nnever read")]
    [InlineData("short\n{0}")]
    public async Task Lines_WhenOneIsTooLong_EndWithIt(string file)
    {
        var content = file.Replace("{0}", new string('x', JsonLines.LongestLine + 1), StringComparison.Ordinal);

        var lines = await ReadAsync(Encoding.UTF8.GetBytes(content));

        Assert.Equal([(1, "short"), (2, null)], lines);
    }

    [Fact]
    public async Task Lines_WhenOneIsAsLongAsItMayBe_Passes()
    {
        var longest = new string('x', JsonLines.LongestLine);

        Assert.Equal([(1, longest), (2, "y")], await ReadAsync(Encoding.UTF8.GetBytes(longest + "\ny")));
    }

    private static async Task<List<(long Number, string? Text)>> ReadAsync(byte[] content)
    {
        using var stream = new MemoryStream(content);
        var lines = new List<(long, string?)>();
        await foreach (var (number, line) in JsonLines.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            lines.Add((number, line is { } text ? Encoding.UTF8.GetString(text.ToArray()) : null));
        }

        return lines;
    }
}
