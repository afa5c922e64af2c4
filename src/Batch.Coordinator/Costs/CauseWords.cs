using Batch.Contracts.Metering;

namespace Batch.Coordinator.Costs;

/// <summary>The domain's causes as the wire names them: the same words in two layers that do not know each other.</summary>
internal static class CauseWords
{
    public static Cause Of(Core.Metering.Cause cause) => Enum.Parse<Cause>(cause.ToString());
}
