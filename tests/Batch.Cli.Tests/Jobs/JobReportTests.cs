using System.Text.Json;
using Batch.Cli.Jobs;
using Batch.Contracts.Costs;
using Batch.Contracts.Items;

namespace Batch.Cli.Tests.Jobs;

public sealed class JobReportTests
{
    private static readonly ItemView Item = new()
    {
        Id = "item_1",
        Source = "talks/a\nb.mp3",
        State = "failed",
        Reused = false,
        Bytes = 1,
        Work = 0,
        Attempts = 1,
        DeviceSeconds = 0,
        Cost = new Money("0.000000", "USD", Assumed: true),
    };

    [Fact]
    public void Failure_WhenTheReasonNamesTheItem_NamesItOnceOnOneLine() => Assert.Equal(
        "failed: talks/a b.mp3 is empty (0 bytes). Copy it again.",
        JobReport.FailureLine(Item with { Error = new ItemError("empty", "talks/a\nb.mp3 is empty (0 bytes).", "Copy it again.") }));

    [Fact]
    public void Failure_WhenTheReasonDoesNotNameTheItem_NamesIt()
    {
        Assert.Equal("failed: talks/a b.mp3: The disk is full. Make room.", JobReport.FailureLine(Item with { Error = new ItemError("full", "The disk is full.", "Make room.") }));
        Assert.Equal("failed: talks/a b.mp3", JobReport.FailureLine(Item));
    }

    [Theory]
    [InlineData("""{ "warnings": ["20 s are missing."] }""")]
    [InlineData("""{ "warnings": [{ "code": "truncated", "message": "20 s are missing." }] }""")]
    public void Warnings_WhenTheKindReportsThem_NameTheItem(string facts) => Assert.Equal(
        ["20 s are missing."],
        JobReport.Warnings(Item with { Facts = JsonSerializer.Deserialize<JsonElement>(facts) }));

    [Fact]
    public void Warnings_WhenThereAreNoFacts_AreNone() => Assert.Empty(JobReport.Warnings(Item));
}
