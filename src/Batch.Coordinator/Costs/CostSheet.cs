using Batch.Contracts.Costs;
using Batch.Coordinator.Ledger;

namespace Batch.Coordinator.Costs;

/// <summary>Roll-ups priced once, so that every grouping of them adds up to the same shown total.</summary>
internal sealed class CostSheet
{
    private readonly Rates _rates;
    private readonly List<(Rollup Rollup, long Shown)> _parts;

    public CostSheet(Rates rates, IReadOnlyList<Rollup> rollups)
    {
        _rates = rates;
        List<Rollup> ordered =
        [
            .. rollups.OrderBy(r => r.Stage, StringComparer.Ordinal).ThenBy(r => r.Pool, StringComparer.Ordinal)
                .ThenBy(r => r.Model, StringComparer.Ordinal).ThenBy(r => r.Cause).ThenBy(r => r.RateVersion).ThenBy(r => r.Day),
        ];
        _parts = [.. ordered.Zip(rates.Apportion([.. ordered.Select(r => (r.Time, r.RateVersion))]))];
    }

    public CostTotal Total => new(Seconds(_parts), Money(_parts));

    public IReadOnlyList<CauseTotal> ByCause => Group(r => r.Cause, (cause, seconds, cost) => new CauseTotal(CauseWords.Of(cause), seconds, cost));

    public IReadOnlyList<TLine> Group<TKey, TLine>(Func<Rollup, TKey> key, Func<TKey, double, Money, TLine> line) =>
        [.. _parts.GroupBy(p => key(p.Rollup)).OrderBy(g => g.Key).Select(g => line(g.Key, Seconds(g), Money(g)))];

    private static double Seconds(IEnumerable<(Rollup Rollup, long Shown)> parts) => Rates.Seconds(parts.Select(p => p.Rollup.Time));

    private Money Money(IEnumerable<(Rollup Rollup, long Shown)> parts)
    {
        var list = parts.ToList();
        return _rates.Money(list.Sum(p => p.Shown), list.Select(p => p.Rollup.RateVersion));
    }
}
