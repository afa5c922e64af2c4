using Batch.Contracts.Attempts;
using Batch.Core.Leases;

namespace Batch.Coordinator.Tests.Leases;

public class LedgerOfManyEventsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Ledger_WhateverHappensInWhateverOrder_AddsUp(int seed)
    {
        await using var rig = await LeaseRig.StartAsync();
#pragma warning disable CA5394 // A seed makes the order of events repeatable; nothing here is a secret.
        var random = new Random(seed);
        await rig.AddJobAsync(items: 40);
        ScriptedWorker[] workers = [new(rig, "worker-0"), new(rig, "worker-1"), new(rig, "worker-2")];
        foreach (var worker in workers)
        {
            await worker.RegisterAsync();
        }

        for (var i = 0; i < 250; i++)
        {
            var worker = workers[random.Next(workers.Length)];
            worker.Spend(random.Next(1_000));
            await HappenAsync(rig, worker, random);
            rig.Time.Advance(TimeSpan.FromSeconds(random.Next(10)));
        }
#pragma warning restore CA5394

        await LedgerFacts.HoldAsync(rig);
        await rig.RestartAsync();
        await LedgerFacts.HoldAsync(rig);
        Assert.Equal(0, await rig.ReadAsync(db => db.Sessions.Count(s => s.State == SessionState.Live)));
        Assert.True(await rig.ReadAsync(db => db.Sessions.Count(s => s.State == SessionState.Lost)) > 0);
        Assert.True(await rig.ReadAsync(db => db.Attempts.Select(a => a.State).Distinct().Count()) >= 4);
    }

    private static async Task HappenAsync(LeaseRig rig, ScriptedWorker worker, Random random)
    {
#pragma warning disable CA5394
        var (dice, arrives) = (random.Next(100), random.Next(3) > 0);
#pragma warning restore CA5394
        switch (dice)
        {
            case < 35:
                await worker.ClaimAsync();
                break;
            case < 55:
                await worker.FinishAsync(AttemptOutcome.Succeeded, arrives);
                break;
            case < 65:
                await worker.FinishAsync(AttemptOutcome.Failed, arrives);
                break;
            case < 70:
                await worker.FinishAsync(AttemptOutcome.Released, arrives);
                break;
            case < 88:
                await worker.BeatAsync();
                break;
            case < 91:
                await worker.BeatAsync(closing: true);
                break;
            case < 94:
                await worker.RegisterAsync();
                break;
            case < 98:
                await rig.SweepAsync(TimeSpan.FromSeconds(15));
                break;
            default:
                await rig.SweepAsync(TimeSpan.FromSeconds(50));
                break;
        }
    }
}
