using System.Net;
using Batch.Worker.Preemption;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batch.Worker.Tests.Preemption;

/// <summary>Each cloud's way of saying it, against a service that answers as its documentation says.</summary>
public sealed class PreemptionWatchTests : IDisposable
{
    private const string Nothing = """{"DocumentIncarnation":1,"Events":[]}""";
    private const string Preempted =
        """{"DocumentIncarnation":2,"Events":[{"EventId":"e","EventType":"Preempt","ResourceType":"VirtualMachine","Resources":["gpu_1"],"EventStatus":"Scheduled","NotBefore":"Mon, 19 Sep 2016 18:29:47 GMT"}]}""";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly ManualTime _time = new();
    private readonly TestFolder _folder = new();

    private volatile bool _going;

    public static TheoryData<PreemptionCloud, double> Clouds => new()
    {
        { PreemptionCloud.Azure, 20 }, { PreemptionCloud.Aws, 110 }, { PreemptionCloud.Gcp, 20 },
    };

    [Theory]
    [MemberData(nameof(Clouds))]
    public async Task Cloud_WhenItTakesTheMachine_GivesTheNoticeAndNotBefore(PreemptionCloud cloud, double left)
    {
        using var service = new FakeMetadata(request => cloud switch
        {
            PreemptionCloud.Azure => Azure(request, _going ? Preempted : Nothing),
            PreemptionCloud.Aws => Aws(request),
            _ => request.Headers["Metadata-Flavor"] == "Google" && request.Url!.AbsolutePath == "/computeMetadata/v1/instance/preempted"
                ? (200, _going ? "TRUE" : "FALSE")
                : (403, ""),
        });
        using var notice = new PreemptionNotice(_time);
        using var watch = await WatchAsync(new PreemptionOptions { Cloud = cloud, Address = service.Address }, notice);
        await watch.LookAsync(Token);
        Assert.False(notice.Given.IsCancellationRequested);
        _going = true;
        await watch.LookAsync(Token);

        Assert.True(notice.Given.IsCancellationRequested);
        Assert.Equal(left, notice.Left.TotalSeconds);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(left - 5, notice.Left.TotalSeconds);
    }

    [Fact]
    public async Task File_WhenItAppears_GivesTheNotice()
    {
        var file = Path.Combine(_folder.Path, "preempted");
        using var notice = new PreemptionNotice(_time);
        using var watch = await WatchAsync(new PreemptionOptions { File = file, NoticeSeconds = 60 }, notice);
        Assert.False(notice.Given.IsCancellationRequested);

        await File.WriteAllTextAsync(file, "", Token);
        await watch.StartAsync(Token);
        while (!notice.Given.IsCancellationRequested)
        {
            // The watch may not have begun to wait yet.
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.InRange(notice.Left.TotalSeconds, 40, 50);
        await watch.StopAsync(Token);
    }

    [Fact]
    public async Task Azure_WhenAnotherMachineOfTheScaleSetIsTaken_GivesNoNotice()
    {
        using var service = new FakeMetadata(request => Azure(request, Preempted.Replace("gpu_1", "gpu_2", StringComparison.Ordinal)));
        Assert.False(await new AzureNotice(new HttpClient(), service.Address).IsGivenAsync(Token));
    }

    [Fact]
    public async Task Azure_WhenTheMachineIsOnlyRestarted_GivesNoNotice()
    {
        using var service = new FakeMetadata(request => Azure(request, Preempted.Replace("Preempt", "Reboot", StringComparison.Ordinal)));
        Assert.False(await new AzureNotice(new HttpClient(), service.Address).IsGivenAsync(Token));
    }

    [Fact]
    public async Task Aws_WhenTheTokenHasExpired_AsksForAnother()
    {
        var tokens = 0;
        using var service = new FakeMetadata(request => request.HttpMethod == "PUT" ? (200, $"token-{++tokens}")
            : request.Headers["X-aws-ec2-metadata-token"] == "token-2" ? (200, """{"action":"terminate"}""")
            : (401, ""));
        var source = new AwsNotice(new HttpClient(), service.Address);

        Assert.False(await source.IsGivenAsync(Token));
        Assert.True(await source.IsGivenAsync(Token));
    }

    [Fact]
    public async Task Cloud_WhenItsServiceFails_IsNoNoticeAndIsAskedAgain()
    {
        var asked = 0;
        using var service = new FakeMetadata(_ => ++asked < 3 ? (500, "") : (200, "TRUE"));
        using var notice = new PreemptionNotice(_time);
        using var watch = await WatchAsync(new PreemptionOptions { Cloud = PreemptionCloud.Gcp, Address = service.Address }, notice);

        await watch.LookAsync(Token);
        Assert.False(notice.Given.IsCancellationRequested);
        await watch.LookAsync(Token);

        Assert.Equal((true, 3), (notice.Given.IsCancellationRequested, asked));
    }

    public void Dispose() => _folder.Dispose();

    private static (int Status, string Body) Azure(HttpListenerRequest request, string events) =>
        (request.Headers["Metadata"], request.Url!.PathAndQuery) switch
        {
            ("true", "/metadata/scheduledevents?api-version=2020-07-01") => (200, events),
            ("true", "/metadata/instance/compute/name?api-version=2021-02-01&format=text") => (200, "gpu_1"),
            _ => (400, ""),
        };

    private (int Status, string Body) Aws(HttpListenerRequest request) =>
        (request.HttpMethod, request.Url!.AbsolutePath, request.Headers["X-aws-ec2-metadata-token"]) switch
        {
            ("PUT", "/latest/api/token", _) when request.Headers["X-aws-ec2-metadata-token-ttl-seconds"] is not null => (200, "secret"),
            ("GET", "/latest/meta-data/spot/instance-action", "secret") => _going
                ? (200, """{"action": "terminate", "time": "2017-09-18T08:22:00Z"}""")
                : (404, ""),
            _ => (401, ""),
        };

    private async Task<PreemptionWatch> WatchAsync(PreemptionOptions options, PreemptionNotice notice)
    {
        var watch = new PreemptionWatch(options, notice, _time, NullLogger<PreemptionWatch>.Instance);
        await watch.StartingAsync(Token);
        return watch;
    }
}
