using System.Text.Json.Nodes;
using Batch.ScriptedEngine;

// The transcription endpoint of OpenAI at a chosen speed, with any fault that is ordered or drawn from a seed:
//   dotnet Batch.ScriptedEngine.dll --port 9000 [--speed 50] [--seed 1 --ill 0.05 --notes FILE]
//   POST /orders?illness=Garbage&times=2      DELETE /orders      GET /state
var settings = EngineSettings.Parse(args);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = 100_000_000);
var app = builder.Build();

var script = new Script(settings);
var answers = new Answers(settings, script, TimeProvider.System);
app.MapPost("/v1/audio/transcriptions", answers.AnswerAsync);
app.MapGet("/health", () => Results.Text("ok"));
app.MapGet("/state", () => Results.Text(answers.State.ToJsonString(), "application/json"));
app.MapPost("/orders", (Illness illness, int times) => script.Order(illness, times));
app.MapDelete("/orders", script.Clear);

await app.StartAsync();
Console.WriteLine("The scripted engine listens.");
await app.WaitForShutdownAsync();
