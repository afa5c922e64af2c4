using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.Faults;

/// <summary>The installation of a class of tests: started by the first that needs it, healed before each, checked at rest after the last.</summary>
public class InjuredInstallation : IAsyncDisposable
{
    private Installation? _installation;

    private protected virtual InstallationSize Size => new(Coordinators: 2, Workers: 2, Speed: 6);

    /// <summary>Only where <c>./test faults</c> asks for it: with them <c>./test</c> would take longer than it may.</summary>
    internal async Task<Installation> HealthyAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BATCH_TEST_FAULTS") == "1", "a fault run: ./test faults");
        if (_installation is { } known)
        {
            await known.HealAsync();
            return known;
        }

        return _installation = await Installation.StartAsync(Size);
    }

    public async ValueTask DisposeAsync()
    {
        if (_installation is not { } all)
        {
            return;
        }

        GC.SuppressFinalize(this);
        using (all)
        {
            await all.HealAsync();
            await all.StopWorkersAsync();
            using (var reconciled = await all.ReconcileAsync())
            {
                Assert.True(reconciled.ExitCode == 0, reconciled.Everything);
            }

            await all.CollectAsync();
            await all.StopCoordinatorsAsync();
            var report = await all.CheckAsync(atRest: true);
            Assert.True(report.Holds, report.ToString());
            Assert.Empty(all.Orphans());
        }
    }
}
