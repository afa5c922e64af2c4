using Batch.Contracts.Attempts;
using Batch.Coordinator.Attempts;
using Batch.Coordinator.Costs;
using Batch.Core.Metering;

namespace Batch.Coordinator.Tests.Words;

/// <summary>The wire and the domain have the same words in enums of their own: none is lost or mistaken on the way.</summary>
public sealed class WordsTests
{
    [Fact]
    public void Causes_WhenTheyGoOnTheWire_KeepTheirNames()
    {
        Assert.All(Enum.GetValues<Cause>(), cause => Assert.Equal(cause.ToString(), CauseWords.Of(cause).ToString()));
        Assert.Equal(Enum.GetNames<Contracts.Metering.Cause>().Order(StringComparer.Ordinal), Enum.GetNames<Cause>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Reasons_WhenTheyComeFromTheWire_KeepTheirNames()
    {
        Assert.All(Enum.GetValues<FailureReason>(), reason => Assert.Equal(reason.ToString(), FailureReasons.Of(reason).ToString()));
        Assert.Equal(Enum.GetNames<Core.Attempts.FailureReason>().Order(StringComparer.Ordinal), Enum.GetNames<FailureReason>().Order(StringComparer.Ordinal));
    }
}
