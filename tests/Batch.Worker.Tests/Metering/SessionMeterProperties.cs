using Batch.Worker.Metering;
using FsCheck;
using FsCheck.Fluent;

namespace Batch.Worker.Tests.Metering;

/// <summary>Random schedules of starts, stops, redos, cold starts, settlements and cuts on one to four devices.</summary>
public sealed class SessionMeterProperties
{
    private static readonly Gen<(int Devices, (int Kind, int Which, int Wait)[] Steps)> Schedules =
        from devices in Gen.Choose(1, 4)
        from steps in (
            from kind in Gen.Choose(0, 5)
            from which in Gen.Choose(0, 1000)
            from wait in Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(0, 90_000_000))
            select (kind, which, wait)).ArrayOf()
        select (devices, steps);

    [Fact]
    public void Session_WhateverTheSchedule_AddsUpToUptimeTimesDevices()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Schedules.ToArbitrary(), schedule =>
        {
            var time = new ManualTime();
            var meter = new SessionMeter(schedule.Devices, time);
            var run = new Schedule(meter, schedule.Devices);
            var lastAt = 0L;
            foreach (var (kind, which, wait) in schedule.Steps)
            {
                time.Advance(TimeSpan.FromMicroseconds(wait));
                run.Step(kind, which);
                var cut = meter.Cut();
                Assert.True(cut.AtMicros >= lastAt);
                lastAt = cut.AtMicros;
                Assert.Equal(cut.AtMicros * schedule.Devices, SumOf(cut));
            }
        }));
    }

    [Fact]
    public void Attempts_WhateverTheSchedule_NeverLoseTime()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Schedules.ToArbitrary(), schedule =>
        {
            var time = new ManualTime();
            var meter = new SessionMeter(schedule.Devices, time);
            var run = new Schedule(meter, schedule.Devices);
            var before = new Dictionary<string, AttemptMeter>();
            foreach (var (kind, which, wait) in schedule.Steps)
            {
                time.Advance(TimeSpan.FromMicroseconds(wait));
                run.Step(kind, which);
                foreach (var (id, now) in meter.Cut().Attempts)
                {
                    var then = before.GetValueOrDefault(id);
                    Assert.True(now.Useful >= then.Useful && now.QualityRedo >= then.QualityRedo);
                    before[id] = now;
                }
            }
        }));
    }

    [Fact]
    public void Attempts_WhenTheyShareADeviceThroughout_DifferByOneMicroAtMost()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            Gen.Choose(1, 9).Zip(Gen.Choose(0, 1_000_000)).ToArbitrary(),
            input =>
            {
                var time = new ManualTime();
                var meter = new SessionMeter(1, time);
                var ids = Enumerable.Range(0, input.Item1).Select(i => $"a{i}").ToList();
                ids.ForEach(meter.Open);
                ids.ForEach(id => meter.Start(id, 0));
                time.Advance(TimeSpan.FromMicroseconds(input.Item2));
                var totals = ids.ConvertAll(id => meter.Of(id).Total);
                Assert.InRange(totals.Max() - totals.Min(), 0, 1);
                Assert.Equal(totals.OrderDescending(), totals);
            }));
    }

    private static long SumOf(MeterCut cut) =>
        cut.IdleMicros + cut.ColdStartMicros + cut.SettledMicros + cut.Attempts.Values.Sum(attempt => attempt.Total);

    private sealed class Schedule(SessionMeter meter, int devices)
    {
        private readonly List<DeviceShare> _running = [];
        private readonly List<string> _ended = [];
        private readonly List<int> _coldStarts = [];
        private int _next;

        public void Step(int kind, int which)
        {
            switch (kind)
            {
                case 0:
                    var id = $"a{_next++}";
                    meter.Open(id);
                    _running.Add(meter.Start(id, which % devices));
                    break;
                case 1 when _running.Count > 0:
                    var share = _running[which % _running.Count];
                    meter.Stop(share);
                    _running.Remove(share);
                    _ended.Add(share.AttemptId);
                    break;
                case 2 when _running.Count > 0:
                    meter.BeginQualityRedo(_running[which % _running.Count]);
                    break;
                case 3:
                    _coldStarts.Add(which % devices);
                    meter.BeginColdStart(which % devices);
                    break;
                case 4 when _coldStarts.Count > 0:
                    meter.EndColdStart(_coldStarts[0]);
                    _coldStarts.RemoveAt(0);
                    break;
                case 5 when _ended.Count > 0:
                    meter.Settle(_ended[which % _ended.Count]);
                    _ended.RemoveAt(which % _ended.Count);
                    break;
            }
        }
    }
}
