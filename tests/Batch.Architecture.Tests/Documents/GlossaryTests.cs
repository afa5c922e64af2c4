using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Metering;

namespace Batch.Architecture.Tests.Documents;

public sealed class GlossaryTests
{
    private static readonly string Glossary = File.ReadAllText(Path.Combine(Repository.Root, "docs", "glossary.md"));

    [Theory]
    [InlineData("project")]
    [InlineData("job")]
    [InlineData("job kind")]
    [InlineData("item")]
    [InlineData("stage")]
    [InlineData("chunk")]
    [InlineData("work")]
    [InlineData("attempt")]
    [InlineData("lease")]
    [InlineData("pool")]
    [InlineData("worker")]
    [InlineData("slot")]
    [InlineData("session")]
    [InlineData("engine")]
    [InlineData("ledger entry")]
    [InlineData("rate card")]
    [InlineData("schedule")]
    [InlineData("manifest")]
    public void Word_WhenPartOfTheLanguage_ThenTheGlossaryDefinesIt(string word) =>
        Assert.Contains($"| {word} |", Glossary, StringComparison.Ordinal);

    [Fact]
    public void Cause_WhenInTheLedger_ThenTheGlossaryDefinesIt() =>
        Violations.None(
            "docs/glossary.md has a row for every cause of the ledger:",
            Enum.GetValues<Cause>()
                .Select(cause => JsonSerializer.Serialize(cause, WireJson.Options).Trim('"'))
                .Where(word => !Glossary.Contains($"| `{word}` |", StringComparison.Ordinal)));
}
