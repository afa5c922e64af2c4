using System.Text.Json.Nodes;

namespace Batch.ScriptedEngine;

/// <summary>Hears what it is sent, and answers as the script says.</summary>
internal sealed class Answers(EngineSettings settings, Script script, TimeProvider time)
{
    private const double SlowFactor = 20;

    private readonly Lock _counts = new();
    private JsonObject? _earlier;
    private int _running;
    private int _answered;
    private int _ill;

    /// <summary>What the tests wait for.</summary>
    public JsonObject State
    {
        get
        {
            lock (_counts)
            {
                return new JsonObject { ["running"] = _running, ["answered"] = _answered, ["ill"] = _ill };
            }
        }
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files["file"] is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var sound = new MemoryStream();
        await file.CopyToAsync(sound, context.RequestAborted);
        var illness = script.Next(sound.GetBuffer().AsSpan(0, (int)sound.Length));
        Count(running: 1, answered: 0, ill: illness == Illness.None ? 0 : 1);
        try
        {
            await TakeTimeAsync(sound.Length, illness, context.RequestAborted);
            await AnswerAsync(context, Heard(sound.GetBuffer().AsSpan(0, (int)sound.Length)), illness);
        }
        finally
        {
            Count(running: -1, answered: 1, ill: 0);
        }
    }

    private async Task TakeTimeAsync(long bytes, Illness illness, CancellationToken cancellationToken)
    {
        if (illness == Illness.Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        var seconds = settings.Speed > 0 ? bytes / 2.0 / MarkedSound.SampleRate / settings.Speed : 0;
        await Task.Delay(TimeSpan.FromSeconds(illness == Illness.Slow ? seconds * SlowFactor : seconds), time, cancellationToken);
    }

    private async Task AnswerAsync(HttpContext context, JsonObject heard, Illness illness)
    {
        var earlier = Interlocked.Exchange(ref _earlier, heard) ?? heard;
        switch (illness)
        {
            case Illness.Crash:
                Environment.FailFast("The engine was told to crash.");
                return;
            case Illness.Error or Illness.Busy:
                context.Response.StatusCode = illness == Illness.Busy ? 503 : 500;
                await context.Response.WriteAsync("The engine was told to fail.", context.RequestAborted);
                return;
            case Illness.Garbage:
                await context.Response.WriteAsync("<html>The engine was told to answer this.</html>", context.RequestAborted);
                return;
            case Illness.Cut:
                var text = heard.ToJsonString();
                context.Response.ContentLength = text.Length;
                await context.Response.WriteAsync(text[..(text.Length / 2)], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return;
        }

        var answer = illness switch
        {
            Illness.Empty => Transcript([], "english"),
            Illness.WrongLanguage => With(heard, "german"),
            Illness.OtherAnswer => earlier,
            _ => heard,
        };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private void Count(int running, int answered, int ill)
    {
        lock (_counts)
        {
            _running += running;
            _answered += answered;
            _ill += ill;
        }
    }

    private static JsonObject Heard(ReadOnlySpan<byte> sound) => Transcript(MarkedSound.Read(sound), "english");

    private static JsonObject With(JsonObject heard, string language)
    {
        var copy = heard.DeepClone().AsObject();
        copy["language"] = language;
        return copy;
    }

    private static JsonObject Transcript(IEnumerable<MarkedSound.Mark> marks, string language) => new()
    {
        ["task"] = "transcribe",
        ["language"] = language,
        ["segments"] = new JsonArray(
        [
            .. marks.Select(mark => new JsonObject
            {
                ["start"] = mark.Start,
                ["end"] = mark.End,
                ["text"] = mark.Text,
                ["avg_logprob"] = -0.1,
                ["no_speech_prob"] = 0.01,
            }),
        ]),
    };
}
