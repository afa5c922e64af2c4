namespace Batch.Coordinator.Dispatch;

/// <summary>One from each lane in turn, so that a project with a million chunks does not starve one with ten.</summary>
internal static class FairShares
{
    public static IEnumerable<T> Interleave<T>(IReadOnlyList<IReadOnlyList<T>> lanes)
    {
        var longest = lanes.Count == 0 ? 0 : lanes.Max(lane => lane.Count);
        for (var i = 0; i < longest; i++)
        {
            foreach (var lane in lanes)
            {
                if (i < lane.Count)
                {
                    yield return lane[i];
                }
            }
        }
    }
}
