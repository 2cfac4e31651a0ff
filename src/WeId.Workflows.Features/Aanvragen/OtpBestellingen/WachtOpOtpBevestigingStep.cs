using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>
/// Waits until the user has taken the device into use by one of its codes, with reminders, at most <see cref="TermijnDagen"/>
/// days. For who does not sign in yet it is his factor already, and there is nothing to wait for.
/// </summary>
internal sealed class WachtOpOtpBevestigingStep(WeIdDbContext db) : IStepHandler
{
    public const string WaitName = "otp-bevestiging";
    public const string Bevestigd = "Bevestigd";
    public const string Herinneren = "Herinneren";
    public const string Vervallen = "Vervallen";

    /// <summary>Calendar days from the day on which the postkamer sent it.</summary>
    public const int TermijnDagen = 60;

    private const string DefaultHerinnerDagen = "7,21";

    public static StepDescriptor Description { get; } = new("WeId.WachtOpOtpBevestiging")
    {
        TitleNl = "Wachten tot het OTP device in gebruik is",
        TitleEn = "Wait until the OTP device is in use",
        Inputs = [new("herinnerDagen", "String")],
        Outcomes = [Bevestigd, Herinneren, Vervallen],
        Waits = [new StepWait(WaitName, [new(TimeSpan.FromDays(7), Herinneren), new(TimeSpan.FromDays(14), Herinneren), new(TimeSpan.FromDays(39), Vervallen)])],
    };

    public StepDescriptor Descriptor => Description;

    public static DateOnly Uiterlijk(DateTimeOffset uitgegevenOp) => AmsterdamTime.DateOf(uitgegevenOp).AddDays(TermijnDagen);

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var (serienummer, op) = await db.UitgegevenOtpAsync(context.AanvraagId, ct)
            ?? throw new InvalidOperationException($"No OTP device was issued for aanvraag {context.AanvraagId}.");
        if (await db.EhMiddelen.AnyAsync(m => m.OtpSerienummer == serienummer, ct))
        {
            return new StepResult.Completed(Bevestigd);
        }

        var begin = AmsterdamTime.DateOf(op);
        var einde = AmsterdamTime.EndOf(Uiterlijk(op));
        var herinneringen = (context.Input<string>("herinnerDagen") ?? DefaultHerinnerDagen)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(dag => AmsterdamTime.EndOf(begin.AddDays(int.Parse(dag, NumberStyles.None, CultureInfo.InvariantCulture))).AddHours(-15))
            .Where(moment => moment > context.Now && moment < einde)
            .Order()
            .ToList();
        return herinneringen is [var volgende, ..]
            ? context.WaitFor(WaitName, volgende, Herinneren)
            : context.WaitFor(WaitName, einde, Vervallen);
    }
}
