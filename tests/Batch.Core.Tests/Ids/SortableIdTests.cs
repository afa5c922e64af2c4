using Batch.Core.Ids;

namespace Batch.Core.Tests.Ids;

public sealed class SortableIdTests
{
    [Fact]
    public void Id_WhenParsed_IsTheSameAgain()
    {
        var id = SortableId.New<JobId>(Given.Now);

        Assert.StartsWith("job_", id.Value, StringComparison.Ordinal);
        Assert.Equal(30, id.Value.Length);
        Assert.Equal(id, SortableId.Parse<JobId>(id.ToString()));
    }

    [Fact]
    public void Ids_WhenMadeLater_SortLater()
    {
        var ids = Enumerable.Range(0, 2_000)
            .Select(i => SortableId.New<ChunkId>(Given.Now.AddMilliseconds(i * i)).Value)
            .ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Ids_WhenMadeAtOnce_AreDistinct() =>
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => SortableId.New<ItemId>(Given.Now)).Distinct().Count());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("job_")]
    [InlineData("job_01hzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("job_01hzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("job_01HZZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("job_01hzzzzzzzzzzzzzzzzzzzzzzl")]
    [InlineData("job-01hzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("itm_01hzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("item_01hzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("job_01hzzzzzzzzzzzzzzzzzzzzz/.")]
    public void Text_WhenNotExactlyAJobId_IsRefused(string? text)
    {
        Assert.False(SortableId.TryParse<JobId>(text, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void Parse_WhenTheKindIsAnother_SaysWhichWasWanted()
    {
        var error = Assert.Throws<FormatException>(() => SortableId.Parse<AttemptId>(SortableId.New<ChunkId>(Given.Now).Value));

        Assert.Contains("att_", error.Message, StringComparison.Ordinal);
    }
}
