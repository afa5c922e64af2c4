using System.Net;
using System.Text;
using System.Text.Json;
using Batch.Cli.CommandLine;

namespace Batch.Cli.Server;

/// <summary>Makes one clear line and an exit code of an answer that is no success (RFC 9457 where the body is one).</summary>
internal static class Problem
{
    public static async Task<CommandFailedException> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return Describe(answer.StatusCode, answer.RequestMessage?.RequestUri, body);
    }

    internal static CommandFailedException Describe(HttpStatusCode status, Uri? address, string body)
    {
        var problem = Parse(body);
        var line = new StringBuilder(problem is { } found ? Text(found) : string.Empty);
        if (line.Length == 0)
        {
            line.Append($"{address} answered {(int)status} {status}");
        }

        if (status == HttpStatusCode.Unauthorized)
        {
            line.Append(": set BATCH_API_KEY to a key of this server");
        }

        return new CommandFailedException(CodeFor(status, problem), line.ToString()) { Status = status };
    }

    private static ExitCode CodeFor(HttpStatusCode status, JsonElement? problem) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PaymentRequired => ExitCode.Refused,
        HttpStatusCode.Conflict when Mentions(problem, "budget") => ExitCode.Refused,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => ExitCode.Unreachable,
        _ => ExitCode.Usage,
    };

    private static bool Mentions(JsonElement? problem, string word) =>
        problem is { } found
        && (String(found, "code") + String(found, "type")).Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonElement problem)
    {
        var text = new StringBuilder(String(problem, "detail") ?? String(problem, "title"));
        if (problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
        {
            text.Append(text.Length == 0 ? string.Empty : " ")
                .AppendJoin("; ", errors.EnumerateObject().Select(error => $"{error.Name}: {Join(error.Value)}"));
        }

        return text.ToString();
    }

    private static string Join(JsonElement messages) => messages.ValueKind == JsonValueKind.Array
        ? string.Join(", ", messages.EnumerateArray().Select(message => message.ToString()))
        : messages.ToString();

    private static string? String(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
