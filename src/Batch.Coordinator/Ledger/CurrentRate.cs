using Batch.Coordinator.Storage;
using Batch.Core.Pricing;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Ledger;

/// <summary>
/// The rate that new postings cite. A changed price in the configuration becomes a new version; old ones stay. What ran
/// before the change is posted at the old price, so a start loads first, closes the sessions of before, and then updates.
/// </summary>
public sealed class CurrentRate(Store store, IOptions<RateOptions> options)
{
    private const string LocalCard = "local";

    private RateVersion? _current;

    /// <exception cref="InvalidOperationException">The coordinator has not started.</exception>
    public RateVersion Version => _current ?? throw new InvalidOperationException("The rate is loaded when the coordinator starts.");

    /// <summary>Takes the newest version on record; the configured one where there is none.</summary>
    /// <exception cref="OptionsValidationException">Another currency is configured than the one in the books.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken) =>
        _current = await store.WriteAsync(
            scope =>
            {
                var newest = Newest(scope);
                if (newest is not null && newest.Currency != options.Value.Currency && scope.Db.Postings.Any())
                {
                    throw new OptionsValidationException(
                        RateOptions.Section,
                        typeof(RateOptions),
                        [$"{RateOptions.Section}: Currency is {options.Value.Currency}, but this home keeps its books in {newest.Currency}: set it back, or use another home."]);
                }

                return newest ?? Add(scope);
            },
            cancellationToken);

    /// <summary>From now on the configured price counts.</summary>
    public async Task UpdateAsync(CancellationToken cancellationToken) =>
        _current = await store.WriteAsync(
            scope => Newest(scope) is { } newest && options.Value.Matches(newest) ? newest : Add(scope),
            cancellationToken);

    private static RateVersion? Newest(WriteScope scope) =>
        scope.Db.RateVersions.Where(r => r.Card == LocalCard).OrderByDescending(r => r.Id).FirstOrDefault();

    private RateVersion Add(WriteScope scope)
    {
        var version = options.Value.NewVersion(LocalCard, scope.Now);
        scope.Db.RateVersions.Add(version);
        scope.Db.SaveChanges();
        return version;
    }
}
