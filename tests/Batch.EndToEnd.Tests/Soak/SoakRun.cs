using System.Globalization;
using Batch.EndToEnd.Tests.Faults;

namespace Batch.EndToEnd.Tests.Soak;

/// <summary>Injures an installation at random while it works, and proves afterwards that nothing was lost and nothing counted twice.</summary>
internal sealed class SoakRun(SoakOptions options)
{
    private const double IllShare = 0.03;
    private const int MostNamed = 20;

    private readonly Random _random = new(options.Seed);
    private int _kills;
    private int _injuries;

    /// <returns>0 all holds, 1 something is broken, 2 wrong use or something is missing on this machine.</returns>
    public static async Task<int> MainAsync(string[] arguments)
    {
        try
        {
            var options = SoakOptions.Parse(arguments);
            Say($"seed {options.Seed}, {options.Minutes} minutes, jobs of {options.Items} items");
            return await new SoakRun(options).RunAsync();
        }
        catch (ArgumentException wrong)
        {
            Say($"soak: {wrong.Message}");
            return 2;
        }
        catch (Exception failure) when (failure.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal))
        {
            Say($"soak: {failure.Message["$XunitDynamicSkip$".Length..]}");
            return 2;
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            Say(failure.Message);
            Say("BROKEN: see above.");
            return 1;
        }
    }

    private async Task<int> RunAsync()
    {
        using var all = await Installation.StartAsync(new InstallationSize(Coordinators: 2, Workers: 2, Speed: 20)
        {
            EngineOptions = ["--seed", options.Seed.ToString(CultureInfo.InvariantCulture), "--ill", IllShare.ToString(CultureInfo.InvariantCulture)],
        });
        var began = TimeProvider.System.GetTimestamp();
        bool Over() => TimeProvider.System.GetElapsedTime(began).TotalMinutes >= options.Minutes;
        var workload = new Workload(all, options.Items);
        var working = workload.RunAsync(Over);
        while (!Over() && !working.IsCompleted)
        {
            await InjureAsync(all, began);
        }

        Say($"{Elapsed(began)} the last injury is healed; what runs may end");
        await all.HealAsync();
        while (await Task.WhenAny(working, Task.Delay(TimeSpan.FromSeconds(1))) != working)
        {
            // The engine crashes by itself, and a worker that was told to stop takes its time.
            await all.HealAsync();
        }

        await working;
        return await ProveAsync(all, workload);
    }

    private async Task InjureAsync(Installation all, long began)
    {
        await Task.Delay(TimeSpan.FromSeconds(_random.NextDouble() * 3));
        var injuries = _random.GetItems<Injury>([.. Injury.Of(all)], _random.NextDouble() < 0.25 ? 2 : 1).DistinctBy(injury => injury.Name).ToList();
        var seconds = _random.NextDouble() < 0.2 ? 8 + (_random.NextDouble() * 12) : _random.NextDouble() * 3;
        Say($"{Elapsed(began)} {string.Join(" and ", injuries.Select(injury => injury.Name))}, for {seconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        foreach (var injury in injuries)
        {
            await injury.Inflict();
            _injuries++;
            _kills += injury.IsKill ? 1 : 0;
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds));
        await all.HealAsync();
    }

    private async Task<int> ProveAsync(Installation all, Workload workload)
    {
        await all.StopWorkersAsync();
        using var reconciled = await all.ReconcileAsync();
        await all.CollectAsync();
        await all.StopCoordinatorsAsync();
        var report = await all.CheckAsync(atRest: true);
        var unexplained = workload.Unexplained();
        var orphans = all.Orphans();
        var alone = all.Members.SelectMany(member => member.EndedAlone).ToList();
        Say(report.ToString());
        Say($"jobs {workload.Jobs.Count}, items {workload.Jobs.Sum(job => job.Items)}, chunks {all.Count("SELECT COUNT(*) FROM chunks")}, attempts {Counts(all, "attempts")}, sessions {Counts(all, "sessions")}");
        Say($"chunks that failed by rule, their items named as failed: {workload.FailedByRule()}");
        Say($"failed without a rule, or with wrong words: {unexplained.Count}{string.Concat(unexplained.Take(MostNamed).Select(one => $"\n  {one}"))}");
        Say($"ledger reconcile: exit {reconciled.ExitCode}{(reconciled.ExitCode == 0 ? "" : $"\n{reconciled.Everything}")}");
        Say($"processes of ours that ended without being told to: {alone.Count}{string.Concat(alone.Select(one => $"\n{one}"))}");
        Say($"processes left behind: {orphans.Count}");
        var holds = report.Holds && unexplained.Count == 0 && reconciled.ExitCode == 0 && orphans.Count == 0;
        Say($"{(holds ? "all holds" : "BROKEN")}: seed {options.Seed}, {options.Minutes} minutes, {_kills} kills among {_injuries} injuries, {all.Count("SELECT COUNT(*) FROM chunks")} chunks");
        return holds ? 0 : 1;
    }

    private static string Counts(Installation all, string table) =>
        string.Join(", ", all.Column($"""SELECT "State" || ' ' || COUNT(*) FROM {table} GROUP BY "State" ORDER BY "State" """));

    private static string Elapsed(long began) => TimeProvider.System.GetElapsedTime(began).TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s";

    private static void Say(string line) => Console.WriteLine(line);
}
