using Batch.Coordinator.Storage;
using Batch.Core.Pricing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Ledger;

/// <summary>The rate that new postings cite. A changed price in the configuration becomes a new version; old ones stay.</summary>
public sealed class CurrentRate(Store store, IOptions<RateOptions> options)
{
    private const string LocalCard = "local";

    private RateVersion? _current;

    /// <exception cref="InvalidOperationException">The coordinator has not started.</exception>
    public RateVersion Version => _current ?? throw new InvalidOperationException("The rate is loaded when the coordinator starts.");

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var wanted = options.Value;
        _current = await store.WriteAsync(
            scope =>
            {
                var newest = scope.Db.RateVersions.Where(r => r.Card == LocalCard).OrderByDescending(r => r.Id).FirstOrDefault();
                if (newest is not null && wanted.Matches(newest))
                {
                    return newest;
                }

                var version = wanted.NewVersion(LocalCard, scope.Now);
                scope.Db.RateVersions.Add(version);
                scope.Db.SaveChanges();
                return version;
            },
            cancellationToken);
    }
}
