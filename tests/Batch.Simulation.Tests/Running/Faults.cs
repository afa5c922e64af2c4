using Batch.Simulation.Tests.Coordinators;

namespace Batch.Simulation.Tests.Running;

/// <summary>Injures a run at random times until the faults end: kills, freezes, outages, wrong clocks, and people.</summary>
internal sealed class Faults(World world, ISystemUnderTest system, TimeSpan until, Func<int> jobs)
{
    public void Begin()
    {
        var weather = world.Weather;
        Repeat(weather.WorkerKills, KillWorker);
        Repeat(weather.WorkerFreezes, () => Freeze(world.Workers[world.Dice.Below(world.Workers.Count)].Host, 120));
        Repeat(weather.WorkerStops, StopWorker);
        Repeat(weather.CoordinatorKills, KillCoordinator);
        Repeat(weather.CoordinatorFreezes, () => Freeze(world.Dice.Pick(system.Nodes).Host, 90));
        Repeat(weather.Outages, () => For("the database", 100, down => system.IsDown = down));
        Repeat(weather.BusOutages, () => For("the broker", 100, down => world.Bus.IsDown = down));
        Repeat(weather.ClockSteps, StepClock);
        Repeat(weather.Persons, Act);
    }

    private void Repeat(double? mean, Action fault)
    {
        if (mean is not { } seconds)
        {
            return;
        }

        world.Time.After(world.Dice.Between(0.1 * seconds, 1.9 * seconds), () =>
        {
            if (world.Time.Now < until)
            {
                fault();
                Repeat(mean, fault);
            }
        });
    }

    private void KillWorker()
    {
        var worker = world.Dice.Pick(world.Workers);
        if (worker.Host.IsUp)
        {
            world.Trace.Add(worker.Host.Name, $"is killed");
            worker.Kill();
            world.Exited(worker);
        }
    }

    private void StopWorker()
    {
        var worker = world.Dice.Pick(world.Workers);
        if (worker.Host.IsUp && !worker.Host.IsFrozen)
        {
            world.Trace.Add(worker.Host.Name, $"is told to stop");
            worker.Terminate();
        }
    }

    private void KillCoordinator()
    {
        var node = world.Dice.Below(system.Nodes.Count);
        var host = system.Nodes[node].Host;
        if (host.IsUp)
        {
            world.Trace.Add(host.Name, $"is killed");
            host.Stop();
            world.Time.After(world.Dice.Between(1, 60), () =>
            {
                if (!host.IsUp)
                {
                    system.Start(node);
                }
            });
        }
    }

    private void Freeze(Time.Host host, double mostSeconds)
    {
        var span = world.Dice.Between(2, mostSeconds);
        world.Trace.Add(host.Name, $"stands still for {span.TotalSeconds:F0} s");
        host.Freeze(span);
    }

    private void For(string what, double mostSeconds, Action<bool> set)
    {
        world.Trace.Add(what, $"is down");
        set(true);
        world.Time.After(world.Dice.Between(1, mostSeconds), () =>
        {
            world.Trace.Add(what, $"is back");
            set(false);
        });
    }

    private void StepClock()
    {
        var hosts = system.Nodes.Select(n => n.Host).Concat(world.Workers.Select(w => w.Host)).ToList();
        var host = world.Dice.Pick(hosts);
        host.Clock.Ahead = world.Dice.Between(0, 7_200) - TimeSpan.FromHours(1);
        world.Trace.Add(host.Name, $"is {host.Clock.Ahead.TotalSeconds:F0} s ahead by its clock");
    }

    private void Act()
    {
        var (act, job) = (world.Dice.Pick(Enum.GetValues<PersonAct>()), world.Dice.Below(jobs()));
        world.Trace.Add("a person", $"does {act} (job {job + 1})");
        system.Do(act, job);
        if (act is PersonAct.Pause)
        {
            world.Time.After(world.Dice.Between(5, 120), () => system.Do(PersonAct.Resume, job));
        }
    }
}
