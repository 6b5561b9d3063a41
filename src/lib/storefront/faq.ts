import { m } from '$lib/paraglide/messages';

export interface Question {
  question: string;
  answer: string;
}

/** On the front page, and the same for search engines. */
export function frequentQuestions(): Question[] {
  return [
    { question: m.front_faq_price(), answer: m.front_faq_price_text() },
    { question: m.front_faq_who(), answer: m.front_faq_who_text() },
    { question: m.front_faq_when(), answer: m.front_faq_when_text() },
    { question: m.front_faq_pay(), answer: m.front_faq_pay_text() },
    { question: m.front_faq_cancel(), answer: m.front_faq_cancel_text() },
    { question: m.front_faq_data(), answer: m.front_faq_data_text() }
  ];
}
