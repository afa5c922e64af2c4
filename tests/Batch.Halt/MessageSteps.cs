using System.Diagnostics;

namespace Batch.Halt;

/// <summary>Messages that are sent and received, by what the bus calls it.</summary>
internal static class MessageSteps
{
    public static ActivityListener Listener(HaltOrder order) => new()
    {
        ShouldListenTo = source => source.Name == "MassTransit",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        ActivityStarted = activity => order.Reach("message", "before", activity.DisplayName),
        ActivityStopped = activity => order.Reach("message", "after", $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => tag.Value))}"),
    };
}
