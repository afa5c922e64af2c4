using Batch.Core.States;
using static Batch.Core.Items.ItemState;

namespace Batch.Core.Items;

public static class ItemTransitions
{
    public static Transitions<ItemState> Table { get; } = new(
        (Pending, [Open, Publishing, Skipped, Failed, Cancelled]),
        (Open, [Publishing, Failed, Cancelled]),
        (Publishing, [Completed, Partial, Failed, Cancelled]),
        // Only a retry, asked for by a person, opens an item again.
        (Failed, [Pending]),
        (Partial, [Pending]));

    public static bool HasEnded(ItemState state) => state is Completed or Partial or Failed or Skipped or Cancelled;
}
