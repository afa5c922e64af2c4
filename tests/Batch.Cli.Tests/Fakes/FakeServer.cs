using System.Net.ServerSentEvents;
using Batch.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Batch.Cli.Tests.Fakes;

/// <summary>A real HTTP server that answers as a test says.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<FakeServer> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(options => WireJson.Apply(options.SerializerOptions));
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new FakeServer(app);
    }

    public static IResult Events<T>(IAsyncEnumerable<SseItem<T>> events) => TypedResults.ServerSentEvents(events);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
