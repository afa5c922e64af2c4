namespace Batch.Core.Plans;

/// <summary>Whether the ranges of a plan tile an item exactly: contiguous from 0 to its work, none empty (invariant I2).</summary>
public static class PlanCheck
{
    /// <returns>Null where they do, else what is wrong.</returns>
    public static string? Problem(long work, IEnumerable<(long Start, long End)> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        if (work < 0)
        {
            return $"the work is {work}";
        }

        long at = 0;
        var index = 0;
        foreach (var (start, end) in ranges)
        {
            if (start != at)
            {
                return $"chunk {index} starts at {start}, not at {at}";
            }

            if (end <= start)
            {
                return $"chunk {index} ends at {end}, before it starts";
            }

            at = end;
            index++;
        }

        return index > 0 && at != work ? $"the chunks end at {at}, not at {work}" : null;
    }
}
